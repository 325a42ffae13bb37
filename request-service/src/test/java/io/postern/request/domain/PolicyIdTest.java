package io.postern.request.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyIdTest {
    private static final String ID = "/subscriptions/00000000-0000-0000-0000-00000000000a/resourceGroups/Contoso"
            + "/providers/Microsoft.Security/locations/westeurope/jitNetworkAccessPolicies/Default";

    @Test
    void everySpellingOfAPolicyIsTheSamePolicyAndItsNamesKeepTheirs() {
        PolicyId id = PolicyId.parse(ID);
        assertThat(id.value()).isEqualTo(ID);
        assertThat(PolicyId.parse(ID.toUpperCase(Locale.ROOT)))
                .isEqualTo(id)
                .hasSameHashCodeAs(id)
                .extracting(PolicyId::name)
                .isEqualTo("DEFAULT");
        assertThat(PolicyId.parse(ID.replace("westeurope", "West Europe"))).isEqualTo(id);
        assertThat(id.key()).isEqualTo(ID.toLowerCase(Locale.ROOT));
        assertThat(PolicyId.parse(ID.replace("Default", "other"))).isNotEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a", "9", "jit-policy_1.x", "a234567890123456789012345678901234567890123456789012345678901234"})
    void aNameOfLettersDigitsAndAFewSignsIsOne(String name) {
        assertThat(PolicyId.parse(ID.replace("Default", name)).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "-a",
                "a b",
                "a/b",
                "a%2Fb",
                "ä",
                "a2345678901234567890123456789012345678901234567890123456789012345"
            })
    void aNameOfAnythingElseIsNone(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> PolicyId.parse(ID.replace("Default", name)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000000-0000-0000-0000-00000000000a", "Contoso", "westeurope"})
    void anyOtherPartThatIsNoneIsRefused(String part) {
        assertThatIllegalArgumentException().isThrownBy(() -> PolicyId.parse(ID.replace(part, "!")));
        assertThatIllegalArgumentException().isThrownBy(() -> PolicyId.parse(ID.replace(part, "")));
        assertThatIllegalArgumentException().isThrownBy(() -> PolicyId.parse(ID + "/" + part));
    }
}
