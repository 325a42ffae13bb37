package io.postern.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether what the entries of a sound log tell can be so. */
class TrailStoryTest extends VerifiedLog {
    private static final String DB = "{\"ports\":[{\"port\":22,\"protocol\":\"TCP\"}],\"vm\":\"/vm/db-1\"}";
    private static final String FIRST = "01KAJ5X9Q2V7N3M8R4T6W0Y1ZA";
    private static final String SIBLING = "01KAJ5X9Q3V7N3M8R4T6W0Y1ZB";

    @Test
    void anEventThatIsThereTwiceIsFound() throws Exception {
        log.publish(List.of(Events.plain("a"), Events.plain("b"), Events.plain("a")));

        assertBroken("entry 2", "twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "{\"id\":\"a\",\"id\":\"b\"}", "{\"id\":\"a\"}", "{} {}"})
    void anEntryThatIsNoEventIsFound(String entry) throws Exception {
        log.publish(List.of(Events.plain("x"), entry));

        assertBroken("entry 1", "");
    }

    @Test
    void anOpeningThatNobodyApprovedIsFound() throws Exception {
        log.publish(List.of(Events.plain("x"), Events.applied("09:00:01", "09:30:00")));

        assertBroken("entry 1", "nobody approved");
    }

    @Test
    void anOpeningBeforeItsApprovalIsFound() throws Exception {
        log.publish(List.of(Events.approved("09:01:07", "09:45:00"), Events.applied("09:00:01", "09:30:00")));

        assertBroken("entry 1", "before its approval");
    }

    @Test
    void anOpeningForLongerThanApprovedIsFound() throws Exception {
        log.publish(List.of(Events.approved("09:00:00", "09:45:00"), Events.applied("09:00:01", "09:45:01")));

        assertBroken("entry 1", "longer than was approved");
    }

    @Test
    void anExtendedOpeningHoldsByTheApprovalOfItsExtension() throws Exception {
        log.publish(List.of(
                Events.approved("09:00:00", "09:45:00"),
                Events.applied("09:00:01", "09:30:00"),
                Events.approved("09:20:00", "10:30:00"),
                Events.applied("09:20:01", "10:30:00"),
                Events.removed("10:30:00.400")));

        assertThat(verify().broken()).isEmpty();
        assertThat(verify().remarks()).isEmpty();
    }

    @Test
    void anOpeningHoldsThatWasThereBeforeAnExtensionWasApproved() throws Exception {
        log.publish(List.of(
                Events.approved("09:00:00", "09:45:00"),
                Events.applied("09:00:01", "09:30:00"),
                Events.approved("09:20:00", "10:30:00")));

        assertThat(verify().broken()).isEmpty();
    }

    @Test
    void anOpeningAsLongAsAnExtensionThatWasApprovedOnlyLaterIsFound() throws Exception {
        log.publish(List.of(
                Events.approved("09:00:00", "09:45:00"),
                Events.applied("09:00:01", "10:30:00"),
                Events.approved("09:20:00", "10:30:00"),
                Events.applied("09:20:01", "10:30:00")));

        assertBroken("entry 1", "longer than was approved");
    }

    @Test
    void aWholeStoryHoldsInWhateverOrderItsTopicsArrived() throws Exception {
        log.publish(List.of(
                Events.applied("09:00:01", "09:30:00"),
                Events.approved("09:00:00", "09:45:00"),
                Events.removed("09:30:00.400")));

        assertThat(verify().broken()).isEmpty();
        assertThat(verify().remarks()).isEmpty();
    }

    @Test
    void anOpeningOfWhatNobodyAgreedToIsFound() throws Exception {
        log.publish(
                List.of(Events.approved("09:00:00", "09:45:00"), Events.applied("09:00:01", "09:30:00", "/vm/db-1")));

        assertBroken("entry 1", "at a VM or port that was not approved");
    }

    @Test
    void aGrantIsNotOpenedAgainOnceItIsClosed() throws Exception {
        log.publish(List.of(
                Events.approved("09:00:00", "09:45:00"),
                Events.applied("09:00:01", "09:30:00"),
                Events.removed("09:10:00"),
                Events.applied("09:11:00", "09:30:00")));

        assertBroken("entry 3", "again after it was closed");
    }

    @Test
    void aGrantThatWasRefusedIsNotOpened() throws Exception {
        log.publish(List.of(
                Events.approved("09:00:00", "09:45:00"),
                Events.refused("09:00:01"),
                Events.applied("09:00:02", "09:30:00")));

        assertBroken("entry 2", "which was refused");
    }

    @Test
    void whatWasNeverOpenIsNotClosedAndNothingIsClosedTwice() throws Exception {
        log.publish(List.of(Events.approved("09:00:00", "09:45:00"), Events.removed("09:10:00")));
        assertBroken("entry 1", "which was never open");

        log.publish(List.of(
                Events.approved("09:00:00", "09:45:00"),
                Events.applied("09:00:01", "09:30:00"),
                Events.removed("09:10:00"),
                Events.removed("09:10:01")));
        assertBroken("entry 3", "a second time");
    }

    @Test
    void whatIsOpenIsNamed() throws Exception {
        log.publish(List.of(Events.approved("09:00:00", "11:45:00"), Events.applied("09:00:01", "11:30:00")));

        assertThat(verify().openGrants()).containsExactly("G");
        assertThat(verify().remarks()).isEmpty();
    }

    @Test
    void anOpeningOfThisMomentMayStandBeforeItsApproval() throws Exception {
        log.publish(List.of(Events.applied("09:59:58", "10:30:00")));

        assertThat(verify().broken()).isEmpty();
        assertThat(verify().remarks()).singleElement().asString().contains("not in the trail yet");
    }

    @Test
    void aLateOrMissingRemovalIsRemarkedAndNoFaultOfTheTrail() throws Exception {
        List<String> story = new ArrayList<>(
                List.of(Events.approved("09:00:00", "09:45:00"), Events.applied("09:00:01", "09:30:00")));
        log.publish(story);
        assertThat(verify().remarks()).singleElement().asString().contains("not recorded as closed");

        story.add(Events.removed("09:30:07"));
        log.publish(story);
        assertThat(verify().remarks()).singleElement().asString().contains("closed 7000 ms after its end");
        assertThat(verify().holds()).isTrue();
    }

    @Test
    void anOpeningByAClockThatIsAMinuteBehindThatOfTheApprovalHolds() throws Exception {
        log.publish(List.of(
                Events.approved("09:01:05", "09:45:00"),
                Events.applied("09:00:01", "09:30:00"),
                Events.removed("09:30:00", "expired")));

        assertThat(verify().broken()).isEmpty();
    }

    @Test
    void anOpeningOfAMomentThatIsStillToComeWaitsForNoApproval() throws Exception {
        log.publish(List.of(Events.plain("x"), Events.applied("10:00:06", "10:30:00")));

        assertBroken("entry 1", "nobody approved");
    }

    @ParameterizedTest
    @ValueSource(strings = {"released", "revoked", "expired", "vm-deleted"})
    void whatWasClosedIsNotOpenedAgainByANewGrant(String reason) throws Exception {
        log.publish(List.of(
                Events.approved("09:00:00", "09:45:00"),
                Events.applied("09:00:01", "09:30:00"),
                Events.removed("09:10:00", reason),
                Events.grant("G2", Events.applied("09:11:00", "09:30:00"))));

        assertBroken("entry 3", "again by a new grant after it was closed in entry 2");
    }

    @Test
    void whatMayBeOfTheOtherAddressFamilyIsRemarked() throws Exception {
        log.publish(List.of(
                Events.approved("09:00:00", "09:45:00"),
                Events.grant(FIRST, Events.applied("09:00:01", "09:30:00")),
                Events.grant(FIRST, Events.removed("09:10:00", "released")),
                Events.grant(SIBLING, Events.applied("09:11:00", "09:30:00")),
                Events.grant(SIBLING, Events.removed("09:30:00", "expired"))));

        assertThat(verify().broken()).isEmpty();
        assertThat(verify().remarks()).singleElement().asString().contains("entry 3", "other address family");
    }

    @Test
    void oneApprovalGivesADoorNoMoreGrantsThanThereAreAddressFamilies() throws Exception {
        List<String> story = new ArrayList<>(List.of(
                Events.approved("09:00:00", "09:45:00"),
                Events.applied("09:00:01", "09:40:00"),
                Events.grant("G2", Events.applied("09:00:02", "09:40:00")),
                Events.grant("G2", Events.removed("09:40:00", "expired")),
                Events.removed("09:40:01", "expired")));
        log.publish(story);
        assertThat(verify().broken()).isEmpty();
        assertThat(verify().remarks()).isEmpty();

        story.add(3, Events.grant("G3", Events.applied("09:00:03", "09:40:00")));
        log.publish(story);
        assertBroken("entry 3", "by more grants than were approved");
    }

    @Test
    void eachVmOfARequestHasItsOwnGrant() throws Exception {
        log.publish(List.of(
                Events.approved("09:00:00", "09:45:00").replace("[{\"ports\"", "[" + DB + ",{\"ports\""),
                Events.applied("09:00:01", "09:30:00"),
                Events.removed("09:10:00", "released"),
                Events.grant("G2", Events.applied("09:11:00", "09:30:00", "/vm/db-1")),
                Events.grant("G2", Events.removed("09:12:00", "released"))));

        assertThat(verify().broken()).isEmpty();
        assertThat(verify().remarks()).isEmpty();
    }

    @Test
    void accessGoesOnByTheGrantOfItsExtension() throws Exception {
        log.publish(List.of(
                Events.approved("09:00:00", "09:45:00"),
                Events.applied("09:00:01", "09:30:00"),
                Events.extension(Events.approved("09:20:00", "10:30:00")),
                Events.grant("G2", Events.applied("09:20:01", "09:50:00")),
                Events.removed("09:20:02", "extended"),
                Events.extension(Events.approved("09:40:00", "10:30:00")),
                Events.grant("G2", Events.removed("09:50:00.100", "expired")),
                Events.grant("G3", Events.applied("09:50:00.200", "09:59:00")),
                Events.grant("G3", Events.removed("09:59:00", "expired"))));

        assertThat(verify().broken()).isEmpty();
        assertThat(verify().remarks()).isEmpty();
    }

    @Test
    void anExtensionFromBeforeItWasRevokedOpensNothingAgain() throws Exception {
        log.publish(List.of(
                Events.approved("09:00:00", "09:45:00"),
                Events.applied("09:00:01", "09:30:00"),
                Events.extension(Events.approved("09:10:00", "10:30:00")),
                Events.removed("09:20:00", "revoked"),
                Events.grant("G2", Events.applied("09:20:01", "10:30:00"))));

        assertBroken("entry 4", "again by a new grant after it was closed in entry 3");
    }

    @Test
    void aRuleThatWasRestoredUnderTheSameGrantHolds() throws Exception {
        log.publish(List.of(
                Events.approved("09:00:00", "09:45:00"),
                Events.applied("09:00:01", "09:30:00"),
                Events.applied("09:05:01", "09:30:00"),
                Events.applied("09:06:01", "09:30:00"),
                Events.removed("09:30:00", "expired")));

        assertThat(verify().broken()).isEmpty();
        assertThat(verify().remarks()).isEmpty();
    }

    @Test
    void anApprovalThatWasRefusedAsAWholeOpensNothing() throws Exception {
        String refused = Events.refused("09:00:01").replace("\"grantId\":\"G\",", "");
        List<String> story = new ArrayList<>(
                List.of(Events.approved("09:00:00", "09:45:00"), refused, Events.applied("09:00:02", "09:30:00")));
        log.publish(story);
        assertBroken("entry 2", "whose approval was refused");

        story.add(1, Events.extension(Events.approved("09:00:01", "09:50:00")));
        story.add(Events.removed("09:30:00", "expired"));
        log.publish(story);
        assertThat(verify().broken()).isEmpty();
    }
}
