/**
 * Which limits hold: the defaults of the configuration, and over them what accounts, projects and
 * API keys have of their own, held in memory; and the endpoints at which people set and see them.
 */
@NullMarked
package com.plurence.gateway.limit.setting;

import org.jspecify.annotations.NullMarked;
