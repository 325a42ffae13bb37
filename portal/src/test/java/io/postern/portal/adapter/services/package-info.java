package io.postern.portal.adapter.services;
