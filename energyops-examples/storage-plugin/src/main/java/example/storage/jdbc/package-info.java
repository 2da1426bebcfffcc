/** Objects in tables of a relational database: an example of a storage plugin. */
package example.storage.jdbc;
