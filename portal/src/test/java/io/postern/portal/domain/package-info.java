package io.postern.portal.domain;
