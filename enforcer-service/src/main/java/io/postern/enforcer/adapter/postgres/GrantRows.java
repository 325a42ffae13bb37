package io.postern.enforcer.adapter.postgres;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;

/** The table of grants. */
@Singleton
public class GrantRows implements PanacheRepositoryBase<GrantRow, String> {}
