---
layout: page
---
let a = 1;
