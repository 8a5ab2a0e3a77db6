name: p04.md
path: pages/p04.md
dir: /pages/
url: /pages/with.php
title: 
excerpt: 
content:
<p>Body of <code class="language-plaintext highlighter-rouge">p04.md</code>.</p>

