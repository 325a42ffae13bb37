package io.postern.enforcer.adapter.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.contracts.codec.PosternJson;
import io.postern.contracts.event.ScaleSetAssessed;
import io.postern.enforcer.app.ScaleSets;
import java.util.List;
import javax.sql.DataSource;

/** The scale sets as last announced, kept in the form of the announcement. */
public final class PostgresScaleSets implements ScaleSets {
    private final ObjectMapper json = PosternJson.mapper();
    private final Sql sql;

    public PostgresScaleSets(DataSource database) {
        this.sql = new Sql(database);
    }

    @Override
    public List<ScaleSetAssessed> all() {
        return sql.list("SELECT assessed FROM scale_set ORDER BY id_key", row -> read(row.getString(1)));
    }

    @Override
    public void save(ScaleSetAssessed assessed) {
        sql.update("""
                INSERT INTO scale_set (id_key, assessed) VALUES (?, ?)
                ON CONFLICT (id_key) DO UPDATE SET assessed = excluded.assessed""", assessed.subject(), text(assessed));
    }

    @Override
    public void remove(ScaleSetAssessed gone) {
        sql.update("DELETE FROM scale_set WHERE id_key = ?", gone.subject());
    }

    private String text(ScaleSetAssessed assessed) {
        try {
            return json.writeValueAsString(assessed);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an assessment that cannot be written is a bug", e);
        }
    }

    private ScaleSetAssessed read(String text) {
        try {
            return json.readValue(text, ScaleSetAssessed.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an assessment on record cannot be read", e);
        }
    }
}
