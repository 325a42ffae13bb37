package io.postern.portal.adapter.web;
