package io.postern.portal.app;
