package io.postern.portal.adapter.web.access;

import io.postern.portal.domain.access.AskedVm;
import io.postern.portal.domain.access.Choice;
import io.postern.portal.domain.access.Favourite;
import io.postern.portal.domain.access.Outlook;
import io.postern.portal.domain.access.Wish;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The form on which one asks.
 *
 * @param known whether the service said what the VM offers; else all that there is was written before
 * @param address the person's own address, or empty when it cannot be told
 * @param warning what is odd about it, or empty
 * @param trouble why what was sent was not taken, or empty
 * @param outlook what was said of it, if it was looked at already
 */
public record AskView(
        AskedVm vm,
        boolean known,
        Wish wish,
        List<Favourite> favourites,
        String address,
        String warning,
        String trouble,
        List<String> unmet,
        @Nullable Outlook outlook) {
    /** What is offered, and what was chosen even if that is not. */
    public List<Choice> choices() {
        List<Choice> usual = Choice.upTo(vm.longest());
        boolean among =
                wish.hasEnd() || usual.stream().anyMatch(choice -> choice.iso().equals(wish.length()));
        return among
                ? usual
                : wish.duration().stream()
                        .flatMap(own -> Stream.concat(
                                usual.stream(),
                                Choice.upTo(own).stream().skip(Choice.upTo(own).size() - 1L)))
                        .toList();
    }

    public boolean chosen(Choice choice) {
        return choice.iso().equals(wish.length());
    }

    /** Whether there is anything to ask for, as far as is known. */
    public boolean isAskable() {
        return !known || vm.offers();
    }

    /** What to say where there is nothing to ask for. */
    public String nothing() {
        return vm.name() + " offers no ports";
    }

    /** The favourites for this VM. */
    public List<Favourite> own() {
        return favourites.stream()
                .filter(favourite -> favourite.wish().vm().equalsIgnoreCase(vm.id()))
                .toList();
    }
}
