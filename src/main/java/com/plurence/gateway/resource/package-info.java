/** What every resource of the management API has: a sortable id, a version, a place in a list. */
@NullMarked
package com.plurence.gateway.resource;

import org.jspecify.annotations.NullMarked;
