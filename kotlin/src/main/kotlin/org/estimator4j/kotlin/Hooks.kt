package org.estimator4j.kotlin

import kotlin.jvm.optionals.getOrNull
import org.estimator4j.graph.ModelGraph
import org.estimator4j.session.HookSession
import org.estimator4j.session.SessionRunContext
import org.estimator4j.session.SessionRunValues

/** The global step, after the step that was run. */
public val SessionRunContext.globalStep: Long
  get() = globalStep()

/** Why a stop was requested; null if none was. */
public val SessionRunContext.stopReason: String?
  get() = stopReason().getOrNull()

/** Whether a stop was requested. */
public val SessionRunContext.isStopRequested: Boolean
  get() = stopRequested()

/** The session. */
public val SessionRunContext.session: HookSession
  get() = session()

/** The loss of the step. */
public val SessionRunValues.loss: Double
  get() = loss()

/** The graph. */
public val HookSession.graph: ModelGraph
  get() = graph()

/** The global step, read from the variable. */
public val HookSession.globalStep: Long
  get() = globalStep()
