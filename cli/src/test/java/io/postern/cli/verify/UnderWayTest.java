package io.postern.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A log that is verified while its topics still arrive: an approval of this minute may come after what it opened. */
class UnderWayTest extends VerifiedLog {
    private static final String YET = "whose approval is not in the trail yet";

    @Test
    void anExtensionOfThisMomentMayStandBeforeItsApproval() throws Exception {
        log.publish(List.of(
                Events.approved("09:00:00", "10:10:00"),
                Events.applied("09:00:01", "10:10:00"),
                Events.grant("G2", Events.applied("09:59:58", "11:30:00")),
                Events.removed("09:59:59", "extended")));

        assertRemarkedOnly("entry 2");
    }

    @Test
    void anExtensionOfMoreThanAMinuteAgoHasItsApproval() throws Exception {
        log.publish(List.of(
                Events.approved("09:00:00", "10:10:00"),
                Events.applied("09:00:01", "10:10:00"),
                Events.grant("G2", Events.applied("09:59:00", "11:30:00")),
                Events.removed("09:59:01", "extended")));

        assertBroken("entry 2", "for longer than was approved");
    }

    @Test
    void anExtensionOfAMomentThatIsStillToComeWaitsForNoApproval() throws Exception {
        log.publish(List.of(
                Events.approved("09:00:00", "10:10:00"),
                Events.applied("09:00:01", "10:10:00"),
                Events.grant("G2", Events.applied("10:00:06", "11:30:00"))));

        assertBroken("entry 2", "for longer than was approved");
    }

    @Test
    void noExtensionThatIsStillToComeLeadsToAnotherVmOrMakesUpForARefusal() throws Exception {
        log.publish(List.of(
                Events.approved("09:00:00", "10:10:00"),
                Events.grant("G2", Events.applied("09:59:58", "10:05:00", "/vm/db-1"))));
        assertBroken("entry 1", "at a VM or port that was not approved");

        log.publish(List.of(
                Events.approved("09:00:00", "10:10:00"),
                Events.refused("09:00:01").replace("\"grantId\":\"G\",", ""),
                Events.applied("09:59:58", "11:30:00")));
        assertBroken("entry 2", "whose approval was refused");
    }

    @Test
    void anOldOpeningIsNotExcusedByAYoungOneOfItsGrant() throws Exception {
        log.publish(List.of(
                Events.approved("09:00:00", "10:10:00"),
                Events.applied("09:00:01", "11:30:00"),
                Events.applied("09:59:58", "11:30:00")));

        assertBroken("entry 1", "for longer than was approved");
    }

    @Test
    void theTwoGrantsOfAnApprovalThatIsStillToComeAreNotMoreThanWereApproved() throws Exception {
        log.publish(List.of(
                Events.applied("09:59:57", "10:30:00"), Events.grant("G2", Events.applied("09:59:58", "10:30:00"))));

        assertThat(verify().broken()).isEmpty();
        assertThat(verify().remarks())
                .hasSize(2)
                .anyMatch(remark -> remark.contains("entry 0") && remark.contains(YET))
                .anyMatch(remark -> remark.contains("entry 1") && remark.contains(YET));
    }

    @Test
    void theGrantsOfAnExtensionThatIsStillToComeAreOnlyAsManyAsOneApprovalGives() throws Exception {
        List<String> story = new ArrayList<>(List.of(
                Events.approved("09:00:00", "10:10:00"),
                Events.applied("09:00:01", "10:10:00"),
                Events.grant("G2", Events.applied("09:00:02", "10:10:00")),
                Events.grant("G3", Events.applied("09:59:57", "10:10:00"))));
        log.publish(story);
        assertRemarkedOnly("entry 3");

        story.add(Events.grant("G4", Events.applied("09:59:58", "10:10:00")));
        story.add(Events.grant("G5", Events.applied("09:59:59", "10:10:00")));
        log.publish(story);
        assertBroken("entry 5", "by more grants than were approved");

        story.set(3, Events.grant("G3", Events.applied("09:59:00", "10:10:00")));
        log.publish(story);
        assertBroken("entry 3", "by more grants than were approved");
    }

    @Test
    void whatWasClosedMayGoOnByAnExtensionThatIsStillToCome() throws Exception {
        log.publish(List.of(
                Events.approved("09:00:00", "10:10:00"),
                Events.applied("09:00:01", "09:59:57"),
                Events.removed("09:59:57.100", "expired"),
                Events.grant("G2", Events.applied("09:59:58", "10:05:00"))));
        assertRemarkedOnly("entry 3");

        log.publish(List.of(
                Events.approved("09:00:00", "10:10:00"),
                Events.applied("09:00:01", "09:58:57"),
                Events.removed("09:58:57.100", "expired"),
                Events.grant("G2", Events.applied("09:59:00", "10:05:00"))));
        assertBroken("entry 3", "again by a new grant after it was closed in entry 2");
    }

    @Test
    void aForgedRemovalOfATimeToComeIsNoReasonToWait() throws Exception {
        log.publish(List.of(
                Events.approved("09:00:00", "10:10:00"),
                Events.applied("09:00:01", "10:05:00"),
                Events.removed("10:04:00", "released"),
                Events.grant("G2", Events.applied("09:59:58", "10:05:00"))));

        assertBroken("entry 3", "again by a new grant after it was closed in entry 2");
    }

    private void assertRemarkedOnly(String entry) {
        assertThat(verify().broken()).isEmpty();
        assertThat(verify().remarks()).singleElement().asString().contains(entry, YET);
    }
}
