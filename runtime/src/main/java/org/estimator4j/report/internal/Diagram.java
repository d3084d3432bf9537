package org.estimator4j.report.internal;

import org.estimator4j.report.internal.ModelSketch.Flow;
import org.estimator4j.report.internal.ModelSketch.Part;

/** The parts of a network from top to bottom, as a picture in a page. */
final class Diagram {

  private static final int WIDTH = 360;
  private static final int BOX = 40;
  private static final int GAP = 20;
  private static final int SIDE = 40;

  private Diagram() {}

  static String of(ModelSketch sketch) {
    int count = sketch.parts().size();
    StringBuilder svg = new StringBuilder();
    svg.append("<svg class='diagram' viewBox='0 0 ").append(WIDTH).append(' ');
    svg.append(count * (BOX + GAP)).append("' role='img' aria-label='The parts of the model'>");
    svg.append("<defs><marker id='tip' viewBox='0 0 8 8' refX='7' refY='4' markerWidth='6'");
    svg.append(" markerHeight='6' orient='auto'><path d='M0 0 L8 4 L0 8 z'/></marker></defs>");
    for (int i = 0; i < count; i++) {
      box(svg, i, sketch.parts().get(i));
    }
    sketch.flows().forEach(flow -> arrow(svg, flow));
    return svg.append("</svg>").toString();
  }

  private static void box(StringBuilder svg, int place, Part part) {
    int top = place * (BOX + GAP);
    svg.append("<rect x='").append(SIDE).append("' y='").append(top + 1).append("' width='");
    svg.append(WIDTH - 2 * SIDE).append("' height='").append(BOX - 2).append("' rx='6'/>");
    text(svg, "name", top + 17, part.name());
    String parameters =
        part.parameters() == 0 ? "" : Html.number(part.parameters()) + " parameters";
    String dot = part.shape().isEmpty() || parameters.isEmpty() ? "" : " · ";
    text(svg, "detail", top + 32, part.shape() + dot + parameters);
  }

  private static void text(StringBuilder svg, String style, int y, String content) {
    svg.append("<text class='").append(style).append("' x='").append(WIDTH / 2).append("' y='");
    svg.append(y).append("' text-anchor='middle'>").append(Html.escape(content));
    svg.append("</text>");
  }

  /** Straight to the next part, around the side to others. */
  private static void arrow(StringBuilder svg, Flow flow) {
    int from = flow.from() * (BOX + GAP) + BOX;
    int to = flow.to() * (BOX + GAP);
    svg.append("<path class='flow' marker-end='url(#tip)' d='");
    if (flow.to() == flow.from() + 1) {
      svg.append("M").append(WIDTH / 2).append(' ').append(from).append(" V").append(to);
    } else {
      int side = SIDE - 12 - 6 * Math.min(3, flow.to() - flow.from() - 2);
      svg.append("M").append(SIDE).append(' ').append(from - BOX / 2);
      svg.append(" H").append(side).append(" V").append(to + BOX / 2).append(" H").append(SIDE);
    }
    svg.append("'/>");
  }
}
