keys: layout content dir excerpt name path url
name: script.js
path: script.js
dir: /
url: /script.js
title: 
layout: page
excerpt: 
slug: 
date: 
tags: 
categories: 
collection: 
id: 
next: 
content:
let a = 1;

