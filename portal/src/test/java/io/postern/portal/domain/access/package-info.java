package io.postern.portal.domain.access;
