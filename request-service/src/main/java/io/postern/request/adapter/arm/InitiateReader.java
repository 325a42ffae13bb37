package io.postern.request.adapter.arm;

import io.postern.contracts.id.VmId;
import io.postern.contracts.net.Cidr;
import io.postern.contracts.net.Port;
import io.postern.problems.Problem;
import io.postern.problems.Refused;
import io.postern.request.adapter.arm.InitiateBody.PortBody;
import io.postern.request.adapter.arm.InitiateBody.VmBody;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Turns a body into what is asked for, or says which property cannot be. */
final class InitiateReader {
    private static final int MOST_VMS = 20;
    private static final int MOST_PORTS = 20;

    /** Azure's clients write this for every address, and the addresses that Azure filters by here are IPv4. */
    private static final String ANYWHERE = "*";

    private static final String EVERY_ADDRESS = "0.0.0.0/0";

    /** Azure lets people ask without a word; those who approve see that it was so. */
    private static final String UNJUSTIFIED = "Requested through the Azure API";

    private InitiateReader() {}

    static Initiation read(@Nullable InitiateBody body) {
        InitiateBody given = Given.required("body", body);
        String text = given.justification();
        String justification = text == null || text.isBlank() ? UNJUSTIFIED : text;
        return Given.read("virtualMachines", asks(given), asks -> new Initiation(asks, justification));
    }

    private static List<Ask> asks(InitiateBody given) {
        List<Ask> asks = Given.each("virtualMachines", given.virtualMachines(), MOST_VMS, InitiateReader::vm).stream()
                .flatMap(List::stream)
                .toList();
        if (asks.isEmpty()) {
            throw Given.wrong("virtualMachines", "name at least one VM, with at least one port");
        }
        return asks;
    }

    private static List<Ask> vm(String where, @Nullable VmBody body) {
        VmBody vm = Given.required(where, body);
        VmId id = Given.read(where + ".id", vm.id(), VmId::new);
        List<Ask> asks = Given.each(
                where + ".ports", vm.ports(), MOST_PORTS, (each, port) -> ask(each, id, Given.required(each, port)));
        if (asks.isEmpty()) {
            throw Given.wrong(where + ".ports", "name at least one port");
        }
        return asks;
    }

    private static Ask ask(String where, VmId vm, PortBody body) {
        if ((body.duration() == null) == (body.endTimeUtc() == null)) {
            throw new Refused(Problem.named(
                    "invalid-initiate-input",
                    400,
                    "'" + where + "': give exactly one of 'endTimeUtc' and 'duration'."));
        }
        List<String> sources =
                Given.sources(where, body.allowedSourceAddressPrefix(), body.allowedSourceAddressPrefixes());
        Port port = Given.read(where + ".number", body.number(), Port::new);
        List<Cidr> blocks = IntStream.range(0, sources.size())
                .mapToObj(
                        i -> Given.read(where + ".allowedSourceAddressPrefix", sources.get(i), InitiateReader::source))
                .toList();
        return new Ask(
                vm,
                port,
                Ask.Common.of(
                        blocks,
                        body.duration() == null
                                ? null
                                : Given.read(where + ".duration", body.duration(), Given::duration),
                        body.endTimeUtc() == null
                                ? null
                                : Given.read(where + ".endTimeUtc", body.endTimeUtc(), Given::time)));
    }

    private static Cidr source(String text) {
        return Cidr.parse(text.equals(ANYWHERE) ? EVERY_ADDRESS : text);
    }
}
