package io.postern.portal.adapter.postgres;
