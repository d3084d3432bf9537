package org.estimator4j.report.internal;

/** How the page looks: in one column on a phone, light or dark as the reader's system is. */
final class ReportStyle {

  static final String CSS =
      """
      :root{--ink:#1b1f24;--soft:#59636e;--line:#d6dbe1;--paper:#fff;--panel:#f6f8fa;
        --c0:#2e6fbe;--c1:#d1571b;--c2:#2a8a4a;--c3:#8e44ad;--c4:#b0851a;--c5:#c0392b}
      @media(prefers-color-scheme:dark){:root{--ink:#e6e9ed;--soft:#9aa4af;--line:#3a424b;
        --paper:#14171b;--panel:#1d2228;--c0:#6aa5ef;--c1:#f08d56;--c2:#5cc281;--c3:#c586e0;
        --c4:#dcb54a;--c5:#ef7566}}
      *{box-sizing:border-box}
      body{margin:0;background:var(--paper);color:var(--ink);
        font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
      main{max-width:1080px;margin:0 auto;padding:16px}
      h1{font-size:1.7rem;margin:.3em 0}h2{font-size:1.2rem;margin:1.6em 0 .5em}
      h3{font-size:1rem;margin:1em 0 .3em}
      .lead{font-size:1.05rem;margin:.2em 0}.note{color:var(--soft);font-size:.9rem;margin:.3em 0}
      .wide{overflow-x:auto;max-width:100%}
      table{border-collapse:collapse;font-size:.92rem;font-variant-numeric:tabular-nums}
      th,td{padding:5px 10px;border-bottom:1px solid var(--line);text-align:left;
        vertical-align:top}
      th{font-weight:600}.pairs th{white-space:nowrap;font-weight:500;color:var(--soft)}
      .pairs td{overflow-wrap:anywhere}
      .matrix td,.matrix th{padding:4px 6px;text-align:right;border:1px solid var(--line)}
      pre,code{font:13px/1.45 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
      code{overflow-wrap:anywhere}
      pre{background:var(--panel);padding:10px;border-radius:6px;overflow-x:auto;margin:.3em 0}
      details{margin-top:.8em}summary{cursor:pointer;color:var(--soft)}
      .charts{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,400px),1fr));
        gap:14px}
      figure{margin:0;background:var(--panel);border-radius:8px;padding:10px}
      figcaption{font-weight:600;display:flex;flex-wrap:wrap;gap:4px 14px;margin-bottom:4px;
        overflow-wrap:anywhere}
      svg{width:100%;height:auto;display:block}
      svg text{fill:var(--soft);font-size:11px}svg line{stroke:var(--line)}
      polyline{fill:none;stroke-width:1.8;stroke-linejoin:round}
      .key{font-weight:400;font-size:.85rem;color:var(--soft)}
      .key::before{content:"";display:inline-block;width:10px;height:10px;border-radius:2px;
        margin-right:5px}
      .c0{stroke:var(--c0)}.c1{stroke:var(--c1)}.c2{stroke:var(--c2)}.c3{stroke:var(--c3)}
      .c4{stroke:var(--c4)}.c5{stroke:var(--c5)}
      .d0,.k0::before{fill:var(--c0);background:var(--c0)}
      .d1,.k1::before{fill:var(--c1);background:var(--c1)}
      .d2,.k2::before{fill:var(--c2);background:var(--c2)}
      .d3,.k3::before{fill:var(--c3);background:var(--c3)}
      .d4,.k4::before{fill:var(--c4);background:var(--c4)}
      .d5,.k5::before{fill:var(--c5);background:var(--c5)}
      .diagram{max-width:440px;margin:10px 0}
      .diagram rect{fill:var(--panel);stroke:var(--line)}
      .diagram .name{fill:var(--ink);font-size:13px;font-weight:600}
      .flow{fill:none;stroke:var(--soft)}marker path{fill:var(--soft)}
      @media(max-width:480px){main{padding:12px}h1{font-size:1.4rem}th,td{padding:5px 7px}}
      """;

  private ReportStyle() {}
}
