/**
 * What a real server does where public sources leave it open: asked with a grant that a user gives for this and that ends with it. What
 * asks is apart from what judges; and of answers only statuses, codes and names of fields are kept, so that a report has no secret in it.
 */
@NullMarked
package dev.tributary.gateway.observe;

import org.jspecify.annotations.NullMarked;
