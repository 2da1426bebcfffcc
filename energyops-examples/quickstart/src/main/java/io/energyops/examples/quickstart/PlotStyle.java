package io.energyops.examples.quickstart;

/** The frame of the plot's page: markup, style, places for what is drawn. */
final class PlotStyle {

  static final String PAGE =
      """
      <!DOCTYPE html>
      <html lang="en" xmlns="http://www.w3.org/1999/xhtml">
      <head>
      <meta charset="utf-8"/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <title>@TITLE@</title>
      <style>
      :root { color-scheme: light dark; --ink: #1f2933; --soft: #8895a3; --grid: #dde3ea; --paper: #ffffff; }
      @media (prefers-color-scheme: dark) {
        :root { --ink: #e6ebf0; --soft: #8f9bab; --grid: #2f3944; --paper: #14191f; }
      }
      body { margin: 1.5rem auto; max-width: 66rem; padding: 0 1rem; background: var(--paper); color: var(--ink);
        font: 15px/1.4 system-ui, sans-serif; }
      h1 { font-size: 1.2rem; font-weight: 600; }
      ul { list-style: none; display: flex; flex-wrap: wrap; gap: .3rem 1.1rem; padding: 0; }
      svg { max-width: 100%; height: auto; vertical-align: middle; }
      text { fill: var(--soft); font-size: 12px; }
      .mark, .unit { text-anchor: end; }
      .unit { fill: var(--ink); }
      .time { text-anchor: middle; }
      .grid { stroke: var(--grid); }
      path.market, path.clearing, path.demand { fill: none; stroke-width: 2; }
      .market { stroke: #2b8cc4; } .clearing { stroke: #d9820f; } .demand { stroke: var(--ink); }
      rect.market { fill: #2b8cc4; } rect.clearing { fill: #d9820f; } rect.demand { fill: var(--ink); }
      .nuclear { fill: #8e6bbf; } .coal_pithead { fill: #6b5b53; } .coal_coastal { fill: #a08f86; } .hydro { fill: #3f7fbf; }
      .wind { fill: #58b5c9; } .solar { fill: #f2c230; } .gas { fill: #d9694b; } .diesel { fill: #8f2d2d; }
      .battery, .charge { fill: #4fa866; } .charge { opacity: .55; }
      .hover { fill: transparent; } .hover:hover { fill: var(--ink); opacity: .12; }
      </style>
      </head>
      <body>
      <h1>@TITLE@</h1>
      <ul>
      @LEGEND@</ul>
      <svg viewBox="0 0 1050 650" role="img" aria-label="Price above, dispatch below, by time of day">
      @SVG@</svg>
      </body>
      </html>
      """;

  private PlotStyle() {}
}
