GRANT SELECT, INSERT, UPDATE, DELETE ON inbox_position TO ${app};
