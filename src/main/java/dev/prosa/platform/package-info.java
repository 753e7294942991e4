/**
 * What every feature needs and no feature owns: clock, problem documents, paging, answers kept for requests
 * that come again, password hashing, the embedded database. It may use no other package of Prosa.
 */
package dev.prosa.platform;
