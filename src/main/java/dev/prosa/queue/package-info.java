/**
 * The queue: conversations by filters and order, page by page, and their counts.
 *
 * <p>Owns no table; it reads {@code conversation} and {@code feed} in one statement, so that a page and the position of its
 * feed are of the same moment. All pages of one walk answer the position of the first page.
 *
 * <p>Bounds: a page has up to 100 rows; a walk by cursor reads a few times what it shows, however deep it is. May use
 * {@code conversation}, {@code conversation.model}, {@code directory}, {@code http}, {@code concurrent},
 * {@code observability} and {@code problem}.
 */
package dev.prosa.queue;
