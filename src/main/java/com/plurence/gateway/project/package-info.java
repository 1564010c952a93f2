/** Projects, the boundary between what callers may see of one another, and their API keys. */
@NullMarked
package com.plurence.gateway.project;

import org.jspecify.annotations.NullMarked;
