package io.postern.problems;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class OutageTest {
    @Test
    void aLostDatabaseIsAnOutageHoweverDeepItIsWrapped() {
        for (String state : new String[] {"08006", "57P01", "53300", null}) {
            var wrapped = new IllegalStateException(new RuntimeException(new SQLException("lost", state)));
            assertThat(Outage.in(wrapped)).contains(Outage.DATABASE);
        }
    }

    @Test
    void aStatementThatIsWrongIsABug() {
        for (String state : new String[] {"23505", "42601", "22021", "0800"}) {
            assertThat(Outage.in(new IllegalStateException(new SQLException("wrong", state))))
                    .isEmpty();
        }
        assertThat(Outage.in(new NullPointerException())).isEmpty();
    }

    @Test
    void aNeighbourThatDoesNotAnswerIsAnOutage() {
        assertThat(Outage.in(new IOException(new ConnectException("refused")))).contains(Outage.NEIGHBOUR);
    }

    @Test
    void causesInACircleEnd() {
        var one = new RuntimeException("one");
        one.initCause(new RuntimeException("two", one));
        assertThat(Outage.in(one)).isEmpty();
    }
}
