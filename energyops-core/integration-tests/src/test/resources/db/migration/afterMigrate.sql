insert into customer values ('after a migration');
