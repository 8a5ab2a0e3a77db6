url: /docs/with.php
id: /docs/z04
slug: z04
title: Z04
date: 2024-06-01 12:00:00 +0000
<p>Body of <code class="language-plaintext highlighter-rouge">z04.md</code>.</p>

