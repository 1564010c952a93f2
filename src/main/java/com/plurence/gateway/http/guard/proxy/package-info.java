/** The PROXY protocol, by which a balancer tells the address of its client. */
@NullMarked
package com.plurence.gateway.http.guard.proxy;

import org.jspecify.annotations.NullMarked;
