package io.postern.enforcer.adapter.postgres;

import io.postern.contracts.event.CloseReason;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.AddressFamily;
import io.postern.contracts.net.Cidr;
import io.postern.contracts.net.Port;
import io.postern.contracts.net.Protocol;
import io.postern.enforcer.domain.grant.Grant;
import io.postern.enforcer.domain.grant.GrantTerms;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A grant as a row. */
@Entity
@Table(name = "access_grant")
public class GrantRow {
    @Id
    String id;

    @Column(name = "request_id")
    String requestId;

    @Column(name = "vm_key")
    String vmKey;

    String vm;
    String protocol;
    String family;
    String ports;
    String sources;

    @Column(name = "duration_ms")
    Long durationMs;

    @Column(name = "ends_at")
    Instant endsAt;

    @Column(name = "not_after")
    Instant notAfter;

    @Column(name = "extends_grant")
    String extendsGrant;

    String state;

    @Column(name = "window_from")
    Instant from;

    @Column(name = "window_end")
    Instant end;

    @Column(name = "was_open")
    boolean wasOpen;

    @Column(name = "close_reason")
    String closeReason;

    String refusal;
    String detail;

    @Column(name = "changed_at")
    Instant changedAt;

    static GrantRow of(GrantTerms terms) {
        GrantRow row = new GrantRow();
        row.id = terms.id().value();
        row.requestId = terms.request().value();
        row.vmKey = terms.vm().key();
        row.vm = terms.vm().value();
        row.protocol = terms.protocol().policyWord();
        row.family = terms.family().name();
        row.ports = terms.ports().stream()
                .map(port -> String.valueOf(port.number()))
                .collect(Collectors.joining(","));
        row.sources = terms.sources().stream().map(Cidr::toString).collect(Collectors.joining(","));
        row.durationMs = terms.duration() == null ? null : terms.duration().toMillis();
        row.endsAt = terms.endsAt();
        row.notAfter = terms.notAfter();
        row.extendsGrant = terms.isExtension() ? terms.line().value() : null;
        return row;
    }

    void take(Grant grant, Instant now) {
        changedAt = now;
        switch (grant) {
            case Grant.Granted _ -> state = "granted";
            case Grant.Opening opening -> {
                state = "opening";
                end = opening.end();
            }
            case Grant.Open open -> {
                state = "open";
                from = open.from();
                end = open.end();
                wasOpen = true;
            }
            case Grant.Closing closing -> {
                state = "closing";
                closeReason = closing.reason().word();
                Grant.Refused because = closing.refusal();
                refusal = because == null ? null : because.reason();
                detail = because == null ? null : because.detail();
            }
            case Grant.Closed _ -> state = "closed";
            case Grant.Refused refused -> {
                state = "refused";
                refusal = refused.reason();
                detail = refused.detail();
            }
        }
    }

    Grant grant() {
        GrantTerms terms = terms();
        return switch (state) {
            case "granted" -> new Grant.Granted(terms);
            case "opening" -> new Grant.Opening(terms, end);
            case "open" -> new Grant.Open(terms, from, end);
            case "closing" ->
                new Grant.Closing(
                        terms,
                        end,
                        CloseReason.of(closeReason),
                        wasOpen,
                        refusal == null ? null : new Grant.Refused(terms, refusal, detail));
            case "closed" -> new Grant.Closed(terms, end, CloseReason.of(closeReason));
            case "refused" -> new Grant.Refused(terms, refusal, detail);
            default -> throw new IllegalStateException("no grant is " + state);
        };
    }

    private GrantTerms terms() {
        return new GrantTerms(
                new GrantId(id),
                new RequestId(requestId),
                new VmId(vm),
                Protocol.of(protocol),
                AddressFamily.valueOf(family),
                Arrays.stream(ports.split(","))
                        .map(Integer::valueOf)
                        .map(Port::new)
                        .toList(),
                Arrays.stream(sources.split(",")).map(Cidr::parse).toList(),
                durationMs == null ? null : Duration.ofMillis(durationMs),
                endsAt,
                notAfter,
                extendsGrant == null ? null : new GrantId(extendsGrant));
    }
}
