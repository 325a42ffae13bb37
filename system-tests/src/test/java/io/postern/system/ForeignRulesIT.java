package io.postern.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** After everything that the other tests did. */
@Order(80)
@ExtendWith(RunningStack.class)
class ForeignRulesIT {
    @Test
    void rulesThatAreNotOursAreTheSameByteForByte(Stack stack) {
        assertThat(stack.foreignRules).isNotEmpty();
        assertThat(stack.foreignRulesNow()).isEqualTo(stack.foreignRules);
    }
}
