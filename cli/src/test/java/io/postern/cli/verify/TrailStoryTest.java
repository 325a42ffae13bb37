package io.postern.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether what the entries of a sound log tell can be so. */
class TrailStoryTest extends VerifiedLog {
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
        log.publish(List.of(Events.approved("09:00:02", "09:45:00"), Events.applied("09:00:01", "09:30:00")));

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
}
