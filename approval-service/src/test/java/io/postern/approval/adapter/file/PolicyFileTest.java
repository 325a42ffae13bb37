package io.postern.approval.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.approval.TestPolicy;
import io.postern.policy.ApprovalPolicy;
import io.postern.policy.read.PolicyFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyFileTest {
    @TempDir
    Path dir;

    private final List<String> adopted = new ArrayList<>();
    private Path file;
    private PolicyFile policy;
    private boolean databaseIsGone;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(dir.resolve("policy.yaml"), "v1: a");
        policy = new PolicyFile(file, this::adopt);
    }

    @Test
    void aMissingFileStopsTheStartWithASentence() throws IOException {
        Files.delete(file);

        assertThatThrownBy(policy::readFirst)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("there is none")
                .hasMessageContaining("POSTERN_APPROVAL_POLICY_FILE");
    }

    @Test
    void aFaultyFileStopsTheStartWithASentenceThatSaysWhere() throws IOException {
        Files.writeString(file, "faulty");
        assertThatThrownBy(policy::readFirst)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("line 3, column 7");

        Files.write(file, new byte[] {'v', (byte) 0xff});
        assertThatThrownBy(policy::readFirst).hasMessageContaining("UTF-8");

        Files.write(file, new byte[1024 * 1024 + 1]);
        assertThatThrownBy(policy::readFirst).hasMessageContaining("1048576");
    }

    @Test
    void aChangeCountsOnceTwoLooksInARowFoundIt() throws IOException {
        policy.readFirst();
        Files.writeString(file, "v2: half of");
        policy.look();
        Files.writeString(file, "v2: half of it no longer");
        policy.look();
        assertThat(adopted).containsExactly("v1: a");

        policy.look();
        policy.look();

        assertThat(adopted).containsExactly("v1: a", "v2: half of it no longer");
        assertThat(policy.fault()).isEmpty();
    }

    @Test
    void aFaultyChangeIsRefusedOnceAndToldUntilItIsMended() throws IOException {
        policy.readFirst();
        Files.writeString(file, "faulty");
        look(4);
        assertThat(adopted).containsExactly("v1: a", "faulty");
        assertThat(policy.fault()).hasValueSatisfying(fault -> assertThat(fault).contains("line 3, column 7"));

        Files.writeString(file, "v2: b");
        look(2);

        assertThat(adopted.getLast()).isEqualTo("v2: b");
        assertThat(policy.fault()).isEmpty();
    }

    @Test
    void aFileThatWentAwayIsAFaultUntilItIsBack() throws IOException {
        policy.readFirst();
        Files.delete(file);
        look(3);
        assertThat(policy.fault()).isPresent();

        Files.writeString(file, "v1: a");
        look(2);

        assertThat(policy.fault()).isEmpty();
    }

    @Test
    void aDatabaseThatIsAwayOnlyDelays() throws IOException {
        policy.readFirst();
        databaseIsGone = true;
        Files.writeString(file, "v2: b");
        look(3);
        assertThat(policy.fault()).isPresent();

        databaseIsGone = false;
        look(1);

        assertThat(adopted.getLast()).isEqualTo("v2: b");
        assertThat(policy.fault()).isEmpty();
    }

    private void look(int times) {
        for (int i = 0; i < times; i++) {
            policy.look();
        }
    }

    private ApprovalPolicy adopt(String text) {
        if (databaseIsGone) {
            throw new IllegalStateException("no connection");
        }
        adopted.add(text);
        if (text.equals("faulty")) {
            throw new PolicyFault(3, 7, "there is no rule of that kind.");
        }
        return TestPolicy.read(text);
    }
}
