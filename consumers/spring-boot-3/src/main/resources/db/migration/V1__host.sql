-- A table of the host, with a name that the engine has too: they live in different schemas.
create table activity (
  id bigint generated always as identity primary key,
  note text not null
);
