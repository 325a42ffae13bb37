package io.postern.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.contracts.event.Source;
import io.postern.contracts.event.VmAssessed;
import io.postern.contracts.event.VmAssessed.Guard;
import io.postern.contracts.event.VmAssessed.JitStatus;
import io.postern.contracts.event.VmAssessed.Posture;
import io.postern.contracts.id.VmId;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** A resource group of one feature's own, in a subscription that no other test looks at. */
record Plot(Neighbours service, String group) {
    static final String SUBSCRIPTION = "/subscriptions/f0f0f0f0-0000-4000-8000-0000000000f0";
    private static final Posture SHUT = new Posture(Guard.NSG, null, List.of());

    String groupId() {
        return SUBSCRIPTION + "/resourceGroups/" + group;
    }

    String vm(String name) {
        return groupId() + "/providers/Microsoft.Compute/virtualMachines/" + name;
    }

    String policyId(String name) {
        return groupId() + "/providers/Microsoft.Security/locations/westeurope/jitNetworkAccessPolicies/" + name;
    }

    String policy() {
        return policyId("default") + Arm.VERSION;
    }

    String nativePolicy(String vm) {
        return "/api/v1/virtual-machines" + vm(vm) + "/jit-policy";
    }

    JsonNode shown() {
        return Arm.get(policy(), TestIdentity.auditor()).is(200).json();
    }

    JsonNode inventory(String vm) {
        return Api.get("/api/v1/virtual-machines" + vm(vm), TestIdentity.auditor())
                .is(200)
                .json();
    }

    /** The enforcer has seen VMs with Linux whose management ports are shut. */
    Plot seen(String... names) {
        Stream.of(names).forEach(name -> assess(name, "Linux", JitStatus.NOT_CONFIGURED, null, SHUT));
        known(List.of(names));
        return this;
    }

    Plot seen(String name, String os, JitStatus status, String reason, Posture posture) {
        assess(name, os, status, reason, posture);
        known(List.of(name));
        return this;
    }

    private void assess(String name, String os, JitStatus status, String reason, Posture posture) {
        service.say(
                Source.ENFORCER_SERVICE,
                new VmAssessed(new VmId(vm(name)), "westeurope", os, List.of(), status, reason, null, posture),
                Instant.parse("2030-01-01T00:00:00Z"));
    }

    private void known(List<String> names) {
        Neighbours.await(
                "the inventory knows " + names,
                () -> service.strings("select vm from inventory_vm")
                        .containsAll(names.stream().map(this::vm).toList()));
    }

    /** The policy named default offers port 22 of these VMs to everybody for three hours. */
    Plot offers22(String... names) {
        put(Stream.of(names).map(name -> Arm.vmBody(vm(name), Arm.port(22, ""))).toArray(String[]::new))
                .is(200);
        return this;
    }

    Api.Answer put(String... vms) {
        return Arm.put(policy(), TestIdentity.admin(), Arm.policyBody(vms));
    }

    /** Port 22 of a VM is asked for on these terms. */
    Api.Answer ask22(String token, String vm, String terms) {
        return initiate(token, Arm.initiateVm(vm(vm), "{\"number\":22," + terms + "}"));
    }

    Api.Answer initiate(String token, String... vms) {
        return Arm.post(policyId("default") + "/initiate" + Arm.VERSION, token, Arm.initiateBody(vms));
    }

    void refuses(Api.Answer answer, String code) {
        Arm.error(answer, 400, code);
        assertThat(shown().at("/properties/requests")).isEmpty();
    }

    List<String> told(String subject) {
        return service.strings(
                "select convert_from(value, 'UTF8') from outbox where subject = '" + subject + "' order by id");
    }
}
