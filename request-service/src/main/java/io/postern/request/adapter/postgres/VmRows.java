package io.postern.request.adapter.postgres;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;

/** The table {@code inventory_vm}. */
@Singleton
class VmRows implements PanacheRepositoryBase<VmRow, String> {}
