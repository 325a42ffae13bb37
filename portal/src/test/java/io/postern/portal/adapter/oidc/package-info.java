package io.postern.portal.adapter.oidc;
