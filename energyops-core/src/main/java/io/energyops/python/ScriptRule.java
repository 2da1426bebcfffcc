package io.energyops.python;

/**
 * The rules of the inspection. An {@linkplain #mandatory() mandatory} rule blocks under every
 * policy: what could not be looked at is never let through as clean. More may be added.
 */
public enum ScriptRule {
  /** {@code os.system} is called or handed on, by whatever name. */
  OS_SYSTEM("os-system", ScriptSeverity.ERROR, true, false),
  /** A child process whose command is {@code rm}, {@code del} or {@code format}. */
  SUBPROCESS_DELETE("subprocess-delete", ScriptSeverity.ERROR, true, false),
  /** {@code __import__('os')}. */
  DUNDER_IMPORT_OS("dunder-import-os", ScriptSeverity.ERROR, true, false),
  /** The built-in {@code eval}. */
  EVAL("eval", ScriptSeverity.ERROR, true, false),
  /** The built-in {@code exec}. */
  EXEC("exec", ScriptSeverity.ERROR, true, false),
  /** The built-in {@code compile}. */
  COMPILE("compile", ScriptSeverity.ERROR, true, false),
  /** Nothing but white space. */
  EMPTY("empty", ScriptSeverity.ERROR, true, false),
  /** Nothing but comments. */
  NO_CODE("no-code", ScriptSeverity.ERROR, true, false),
  /** The text is no Python. */
  SYNTAX_ERROR("syntax-error", ScriptSeverity.ERROR, true, false),
  /** More bytes than the inspection takes. */
  TOO_LARGE("too-large", ScriptSeverity.ERROR, true, true),
  /** Nested so deeply that parsers give up. */
  TOO_DEEP("too-deep", ScriptSeverity.ERROR, true, true),
  /** Not UTF-8, or declared to be something else. */
  ENCODING("encoding", ScriptSeverity.ERROR, true, true),
  /** The inspection failed, overran its limits or could not be started. */
  NOT_INSPECTED("not-inspected", ScriptSeverity.ERROR, true, true),
  /** An attribute that leads out of an object, such as {@code __subclasses__} or a frame. */
  INTROSPECTION("introspection", ScriptSeverity.WARNING, false, false),
  /** A format string that reaches into such attributes. */
  FORMAT_ATTRIBUTE("format-attribute", ScriptSeverity.WARNING, false, false),
  /** {@code getattr} with a computed name on a module such as {@code os}. */
  DYNAMIC_ATTRIBUTE("dynamic-attribute", ScriptSeverity.WARNING, false, false),
  /** A method named {@code eval} with arguments, as of a data frame. */
  METHOD_EVAL("method-eval", ScriptSeverity.NOTE, false, false);

  private final String id;
  private final ScriptSeverity severity;
  private final boolean blockedByDefault;
  private final boolean mandatory;

  ScriptRule(String id, ScriptSeverity severity, boolean blockedByDefault, boolean mandatory) {
    this.id = id;
    this.severity = severity;
    this.blockedByDefault = blockedByDefault;
    this.mandatory = mandatory;
  }

  /**
   * Returns the stable name.
   *
   * @return lower-case words joined by hyphens
   */
  public String id() {
    return id;
  }

  /**
   * Returns how much a finding of this rule matters.
   *
   * @return the severity
   */
  public ScriptSeverity severity() {
    return severity;
  }

  /**
   * Returns whether the {@linkplain ScriptPolicy#standard() standard policy} blocks it.
   *
   * @return true when a finding refuses the script
   */
  public boolean blockedByDefault() {
    return blockedByDefault;
  }

  /**
   * Returns whether no policy may let it through.
   *
   * @return true when it always blocks
   */
  public boolean mandatory() {
    return mandatory;
  }
}
