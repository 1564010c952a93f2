/** What a request asks the demo provider to do, read from its {@code x-demo-*} headers. */
@NullMarked
package com.plurence.gateway.demo.script;

import org.jspecify.annotations.NullMarked;
