/**
 * What every endpoint shares: errors as problem documents, strict JSON, envelopes, paging, bounds of requests.
 *
 * <p>Owns the mapping of exceptions to answers ({@link dev.prosa.http.Faults}) and the checks before an endpoint is reached
 * ({@code RequestGuard}). Features register their protected headers and the paths that are no REST resources. Bounds: a body
 * has up to {@code quarkus.http.limits.max-body-size} bytes, a page up to 100 rows ({@link dev.prosa.http.PageLimits}). May
 * use {@code observability} and {@code problem}.
 */
package dev.prosa.http;
