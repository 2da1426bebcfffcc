package io.energyops.process;

/** How one kind of operating system starts supervised runs and finds them again. */
interface SupervisorPlatform {

  SupervisedProcess launch(LaunchSpec spec);

  /** Finds the run whose specification is in this directory. */
  SupervisedProcess attach(ControlDirectory control);

  boolean outlivesOwner();
}
