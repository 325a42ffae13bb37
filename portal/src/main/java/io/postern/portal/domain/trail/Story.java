package io.postern.portal.domain.trail;

import io.postern.contracts.event.CloseReason;
import io.postern.portal.domain.AzureId;
import io.postern.portal.domain.Span;
import io.postern.portal.domain.approval.Pending;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A request from its first word to the last rule that went, as the trail tells it. */
public record Story(
        String request,
        @Nullable Asked asked,
        List<Decided> decisions,
        List<Opening> rules,
        @Nullable Duration late,
        boolean somethingIsOpen) {
    public Story {
        decisions = decisions == null ? List.of() : List.copyOf(decisions);
        rules = rules == null ? List.of() : List.copyOf(rules);
    }

    /** By how much the last of its rules outlived its end; empty when none did. */
    public String lateness() {
        return late == null ? "" : Span.exact(late);
    }

    /** Whether a closure receipt can be hoped for. */
    public boolean isShut() {
        return !rules.isEmpty() && !somethingIsOpen;
    }

    /** Somebody by name, if it was not erased. */
    public record Person(@Nullable String name) {
        public String shown() {
            return name == null ? "somebody" : name;
        }
    }

    /** A port with its protocol. */
    public record Port(int port, String protocol) {
        static String words(List<Port> ports) {
            return ports.stream()
                    .map(each -> each.port() + (each.protocol().equals("*") ? "" : "/" + each.protocol()))
                    .collect(Collectors.joining(", "));
        }
    }

    /** One VM with the ports asked for. */
    public record Target(String vm, List<Port> ports) {
        public String name() {
            return new AzureId(vm).name();
        }

        public String portsText() {
            return Port.words(ports);
        }
    }

    /** What was asked for. */
    public record Asked(
            Instant at,
            Person by,
            String why,
            @Nullable String ticket,
            boolean emergency,
            List<Target> targets,
            List<String> sources,
            @Nullable Duration duration,
            @Nullable Instant endsAt) {
        public String length() {
            return duration == null ? "" : Span.words(duration);
        }

        public List<String> sourceTexts() {
            return sources == null
                    ? List.of()
                    : sources.stream().map(Pending::source).toList();
        }
    }

    /** A decision, and by which rule it came. */
    public record Decided(String verdict, String policyRule, String policyVersion) {}

    /** Where a rule was written, and under which id Azure knows that. */
    public record Write(
            String boundary, int priority, @Nullable String correlationId) {
        public String name() {
            return new AzureId(boundary).name();
        }
    }

    /** How a rule went. */
    public record Removal(
            Instant at,
            String how,
            @Nullable Duration late,
            @Nullable List<Write> writes) {
        /** How it went, and if its time was up, how late. */
        public String words() {
            if (late != null) {
                return how + ", " + Span.exact(late) + " late";
            }
            return how.equals(CloseReason.EXPIRED.word()) ? how + ", in time" : how;
        }
    }

    /** A rule in Azure from its coming to its going. */
    public record Opening(
            String vm,
            String rule,
            List<Port> ports,
            Instant opened,
            Instant until,
            List<Write> writes,
            @Nullable Removal removal) {
        public String name() {
            return new AzureId(vm).name();
        }

        public String portsText() {
            return Port.words(ports);
        }
    }
}
