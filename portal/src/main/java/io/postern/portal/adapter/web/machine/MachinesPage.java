package io.postern.portal.adapter.web.machine;

import io.postern.portal.app.Answer;
import io.postern.portal.app.SignedIn;
import io.postern.portal.app.Stop;
import io.postern.portal.app.machine.Machines;
import io.postern.portal.domain.Place;
import io.postern.portal.domain.machine.MachineFilter;
import io.postern.portal.domain.machine.MachineList;
import io.postern.portal.domain.machine.MachineOrder;
import io.postern.portal.domain.machine.MachineSlice;
import io.postern.portal.domain.machine.MachinesView;
import io.postern.portal.domain.machine.ResourceGroup;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** The VMs in three lists, with search and filters. */
@Path(MachinesView.PAGE)
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class MachinesPage {
    private static final int ROWS = 50;

    private final SignedIn caller;
    private final Machines machines;

    public MachinesPage(SignedIn caller, Machines machines) {
        this.caller = caller;
        this.machines = machines;
    }

    /** What an address asks for. */
    public record Asked(
            @QueryParam("list") @DefaultValue("") String list,
            @QueryParam("name") @DefaultValue("") String name,
            @QueryParam("health") @DefaultValue("") String health,
            @QueryParam("subscription") @DefaultValue("") String subscription,
            @QueryParam("group") @DefaultValue("") String group,
            @QueryParam("order") @DefaultValue("") String order,
            @QueryParam("after") @DefaultValue("") String after) {
        MachineFilter filter() {
            return new MachineFilter(
                    MachineList.of(list), name, health, subscription, group, new MachineOrder(order), after);
        }
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance page(MachinesView view);

        static native TemplateInstance rows(MachinesView view);

        private Templates() {}
    }

    @GET
    public TemplateInstance page(@jakarta.ws.rs.BeanParam Asked asked) {
        Stop.unlessOpen(Place.VIRTUAL_MACHINES, caller.person());
        Answer<List<ResourceGroup>> groups = machines.groups();
        return Templates.page(view(asked.filter(), groups.or(List.of())));
    }

    /** The part of the page that changes; the address in the browser's bar changes with it. */
    @GET
    @Path("/rows")
    public Response rows(@jakarta.ws.rs.BeanParam Asked asked) {
        Stop.unlessOpen(Place.VIRTUAL_MACHINES, caller.person());
        MachinesView view = view(asked.filter(), List.of());
        return Response.ok(Templates.rows(view))
                .header("HX-Replace-Url", view.address())
                .build();
    }

    private MachinesView view(MachineFilter filter, List<ResourceGroup> groups) {
        // NB. counts are wanted even where no name can match
        MachineFilter asked = filter.isPossible() ? filter : filter.whole();
        Answer<MachineSlice> answer = machines.slice(asked, filter.isPossible() ? ROWS : 1);
        MachineSlice slice = answer.or(MachineSlice.NONE);
        return new MachinesView(
                filter,
                filter.isPossible() ? slice : new MachineSlice(List.of(), "", slice.counts()),
                groups,
                answer.trouble(),
                caller.person());
    }
}
