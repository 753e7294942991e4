/**
 * What every feature needs and no feature owns: clock, problem documents, paging, password hashing, the embedded
 * database. It may use no other package of Prosa.
 */
package dev.prosa.platform;
