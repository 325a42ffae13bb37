package io.postern.portal.config;

import io.postern.portal.adapter.services.DenyPreviewsOverHttp;
import io.postern.portal.adapter.services.MachineStoryOverHttp;
import io.postern.portal.adapter.services.MachinesOverHttp;
import io.postern.portal.adapter.services.ServiceCalls;
import io.postern.portal.adapter.services.Upstream;
import io.postern.portal.app.machine.DenyPreviews;
import io.postern.portal.app.machine.MachineStory;
import io.postern.portal.app.machine.Machines;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

/** What the pages about virtual machines need. */
@Singleton
public final class MachineWiring {
    @Produces
    @Singleton
    Machines machines(ServiceCalls calls, @Named("request") Upstream requests) {
        return new MachinesOverHttp(calls, requests);
    }

    @Produces
    @Singleton
    DenyPreviews denyPreviews(ServiceCalls calls, @Named("enforcer") Upstream enforcer) {
        return new DenyPreviewsOverHttp(calls, enforcer);
    }

    @Produces
    @Singleton
    MachineStory machineStory(
            ServiceCalls calls, @Named("request") Upstream requests, @Named("enforcer") Upstream enforcer) {
        return new MachineStoryOverHttp(calls, requests, enforcer);
    }
}
