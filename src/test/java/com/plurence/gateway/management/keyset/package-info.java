@NullMarked
package com.plurence.gateway.management.keyset;

import org.jspecify.annotations.NullMarked;
