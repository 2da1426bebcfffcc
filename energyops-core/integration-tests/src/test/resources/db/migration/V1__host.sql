-- A host's own first migration, where Flyway looks by default.
create table customer (name varchar(20));
insert into customer values ('first');
