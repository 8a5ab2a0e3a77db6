url: /with.php
id: /post
slug: post
title: Post
date: 2024-03-04 00:00:00 +0000
<p>Body of <code class="language-plaintext highlighter-rouge">2024-03-04-post.md</code>.</p>

