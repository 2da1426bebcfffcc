package io.energyops.table;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import io.energyops.error.EnergyOpsException;
import java.io.IOException;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Walks the XML of one part by local names. Document types and entities are refused, not skipped:
 * no honest workbook has them.
 */
final class XmlEvents implements AutoCloseable {

  private final String where;
  private final PartStream in;
  private final XMLStreamReader reader;

  XmlEvents(PartStream in, String where) {
    this.in = in;
    this.where = where;
    XMLInputFactory factory = new InputFactoryImpl();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, false);
    try {
      in.tokenDone();
      this.reader = factory.createXMLStreamReader(in);
    } catch (XMLStreamException | RuntimeException e) {
      throw damaged(e);
    }
  }

  /** Moves to the next start or end of an element, or to the end of the document. */
  int next() {
    int event;
    do {
      event = step();
    } while (event != XMLStreamConstants.START_ELEMENT
        && event != XMLStreamConstants.END_ELEMENT
        && event != XMLStreamConstants.END_DOCUMENT);
    return event;
  }

  /** Moves on to the next start of an element with this name; false when there is none. */
  boolean seek(String name) {
    for (int event = next(); event != XMLStreamConstants.END_DOCUMENT; event = next()) {
      if (event == XMLStreamConstants.START_ELEMENT && name().equals(name)) {
        return true;
      }
    }
    return false;
  }

  /** Moves to the next child of the element that the caller is in; false at the element's end. */
  boolean nextChild() {
    return next() == XMLStreamConstants.START_ELEMENT;
  }

  String name() {
    return reader.getLocalName();
  }

  @Nullable String attribute(String localName) {
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      if (reader.getAttributeLocalName(i).equals(localName)) {
        return reader.getAttributeValue(i);
      }
    }
    return null;
  }

  int attributes() {
    return reader.getAttributeCount();
  }

  String attributeName(int index) {
    return reader.getAttributeLocalName(index);
  }

  String attributeValue(int index) {
    return reader.getAttributeValue(index);
  }

  /** Goes to the end of the current element. */
  void skip() {
    int depth = 1;
    while (depth > 0) {
      depth += next() == XMLStreamConstants.START_ELEMENT ? 1 : -1;
    }
  }

  /** Reads the text of the current element up to its end; elements inside are skipped. */
  void text(StringBuilder into, int maxLength) {
    while (true) {
      int event = step();
      if (event == XMLStreamConstants.END_ELEMENT) {
        return;
      } else if (event == XMLStreamConstants.START_ELEMENT) {
        skip();
      } else if (event == XMLStreamConstants.CHARACTERS
          || event == XMLStreamConstants.CDATA
          || event == XMLStreamConstants.SPACE) {
        append(into, maxLength);
      }
    }
  }

  private void append(StringBuilder into, int maxLength) {
    try {
      into.append(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
    } catch (RuntimeException e) {
      throw damaged(e);
    }
    if (into.length() > maxLength) {
      throw new TableLimitException(
          where + " holds a text longer than " + maxLength + " characters, the limit of a cell");
    }
  }

  private int step() {
    try {
      in.tokenDone();
      int event = reader.next();
      if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
        throw new TableUnreadableException(
            where
                + " declares or uses XML entities, which a workbook never does; save it anew as"
                + " .xlsx");
      }
      return event;
    } catch (XMLStreamException | RuntimeException e) {
      throw damaged(e);
    }
  }

  // Aalto wraps what its input throws, and has unchecked exceptions of its own for lazy parsing.
  private RuntimeException damaged(Exception e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof EnergyOpsException known) {
        return known;
      }
    }
    return new TableUnreadableException(
        where + " is damaged; open the file in a spreadsheet program and save it anew", e);
  }

  @Override
  public void close() {
    try {
      reader.close();
      in.close();
    } catch (XMLStreamException | IOException e) {
      throw damaged(e);
    }
  }
}
