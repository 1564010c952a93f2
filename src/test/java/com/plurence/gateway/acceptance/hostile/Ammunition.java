package com.plurence.gateway.acceptance.hostile;

import java.util.SplittableRandom;

/** A kind of hostility. The same random numbers give the same bytes. */
interface Ammunition {
  /** What the next connection sends. */
  Shot next(SplittableRandom random);

  /** Who reads what comes back. */
  Witness witness();
}
