"""What each query of the language finds in the corpus: the contract that both engines keep.

A line is: query ⇒ papers ⇒ architectures. Papers are numbered as in `corpus.PAPERS`; an architecture has the number
of its paper, with a letter where the paper has two. They stand in the order of their relevance; those that match
equally well may change places. `~` before the papers: found only by stretching the query, which the page must say.
"""

from __future__ import annotations

CASES = r"""
 ⇒ 9 1 0 3 2 5 6 8 4 7 ⇒ 1 0a 0b 3 2 5 6 8 4
deep residual nets ⇒ 0 ⇒ 0a 0b
residual ⇒ 0 2 1 ⇒ 0a 0b 2
Residual NETWORKS ⇒ 0 1 ⇒ 0b 0a
attention ⇒ 1 3 ⇒ 1 3
attention channel ⇒ 3 ⇒ 3
channel attention ⇒ 3 ⇒ 3
"channel attention" ⇒ 3 ⇒ 3
"attention channel" ⇒  ⇒
"residual functions" ⇒ 0 ⇒ 0a 0b
"residual nets for image" ⇒ 0 ⇒ 0a 0b
"learn residual functions" ⇒ 0 ⇒ 0a 0b
resnet ⇒ 0 ⇒ 0b
ResNet-34 ⇒ 0 ⇒ 0b
transformer ⇒ 1 ⇒ 1
squeeze-and-excitation ⇒ 3 ⇒ 3
squeeze and excitation ⇒ 3 ⇒ 3
squeeze excitation ⇒ 3 ⇒ 3
state-of-the-art ⇒ 9 ⇒
a/b?c ⇒ 9 ⇒
3x3 filters ⇒ 9 ⇒
naive ⇒ 9 ⇒
naïve ⇒ 9 ⇒
NAÏVE ⇒ 9 ⇒
uberblick ⇒ 9 ⇒
müller ⇒ 4 ⇒ 4
muller ⇒ 4 ⇒ 4
o'neill ⇒ 9 ⇒
o'neill-smith ⇒ 9 ⇒
the ⇒ 9 6 1 2 4 5 0 ⇒ 6 1 4 2 0b
the of ⇒ 9 4 6 1 2 0 ⇒ 4 6 1 2
of attention ⇒ 1 3 ⇒ 1 3
convolution ⇒ 5 6 4 3 ⇒ 5 6 4 3
convolutional ⇒ 5 6 4 3 ⇒ 5 6 4 3
convolutions depthwise ⇒ 5 ⇒ 5
recognition ⇒ 0 5 ⇒ 0a 0b 5
image recognition ⇒ 0 5 ⇒ 0a 0b 5
"image recognition" ⇒ 0 5 ⇒ 0a 0b 5
speech recognition ⇒  ⇒
recognises speech ⇒ 2 ⇒ 2
memory ⇒ 7 2 ⇒ 2
long short-term memory ⇒ 2 ⇒ 2
graph ⇒ 6 ⇒ 6
graphs nodes ⇒ 6 ⇒ 6
layer ⇒ 8 6 1 2 0 ⇒ 8 6 0b 2
imagenet ⇒ 0 ⇒ 0a 0b
train ⇒ 0 1 ⇒ 1 0a 0b
residual AND attention ⇒ 1 ⇒
residual OR attention ⇒ 1 0 3 2 ⇒ 1 0a 3 0b 2
residual OR attention OR graph ⇒ 6 1 0 3 2 ⇒ 6 1 0a 3 0b 2
residual attention OR graph ⇒ 6 1 ⇒ 6
(residual OR graph) convolution ⇒ 6 ⇒ 6
residual (attention OR graph) ⇒ 1 ⇒
residual -attention ⇒ 0 2 ⇒ 0a 0b 2
residual NOT attention ⇒ 0 2 ⇒ 0a 0b 2
-residual ⇒ 9 3 5 6 8 4 7 ⇒ 1 3 5 6 8 4
NOT residual ⇒ 9 3 5 6 8 4 7 ⇒ 1 3 5 6 8 4
NOT NOT residual ⇒ 0 2 1 ⇒ 0a 0b 2
--residual ⇒ 0 2 1 ⇒ 0a 0b 2
-(residual OR attention) ⇒ 9 5 6 8 4 7 ⇒ 5 6 8 4
-"image recognition" ⇒ 9 1 3 2 6 8 4 7 ⇒ 1 3 2 6 8 4
attention -channel -translation ⇒  ⇒
(attention) ⇒ 1 3 ⇒ 1 3
((attention) AND (channel)) ⇒ 3 ⇒ 3
"and" ⇒ 3 4 1 0 ⇒ 3 4 1 0a 0b
"OR" residual ⇒  ⇒
title:attention ⇒ 1 3 ⇒ 1 3
title:"for image" ⇒ 0 ⇒ 0a 0b
title:residual ⇒ 0 ⇒ 0a 0b
title:(deep nets) ⇒ 0 ⇒ 0a 0b
title:(deep OR small) ⇒ 5 0 ⇒ 5 0a 0b
title:(deep -nets) ⇒  ⇒
TITLE:attention ⇒ 1 3 ⇒ 1 3
title:speech title:models ⇒ 2 ⇒ 2
author:li ⇒ 2 3 0 ⇒ 2 3 0a 0b
author:"bo li" ⇒ 2 0 ⇒ 2 0a 0b
author:"li bo" ⇒  ⇒
author:"li kai" ⇒  ⇒
author:perez ⇒ 0 ⇒ 0a 0b
author:Pérez ⇒ 0 ⇒ 0a 0b
author:he ⇒ 8 0 ⇒ 8 0a 0b
author:müller ⇒ 4 ⇒ 4
author:o'neill ⇒ 9 ⇒
authors:shen ⇒ 3 ⇒ 3
abstract:residual ⇒ 0 2 ⇒ 0a 0b 2
abstract:"residual functions" ⇒ 0 ⇒ 0a 0b
abstract:attention ⇒ 1 ⇒ 1
caption:block ⇒ 8 3 0 ⇒ 8 3 0a
caption:"residual learning" ⇒ 0 ⇒ 0a
caption:architecture ⇒ 5 4 ⇒ 5 4
caption:cifar ⇒ 0 ⇒
block:residual ⇒ 0 ⇒ 0a 0b
block:"residual block" ⇒ 0 ⇒ 0a 0b
block:"se block" ⇒ 3 ⇒ 3
block:transformer ⇒ 1 ⇒ 1
cat:cs.CV ⇒ 0 3 5 8 4 ⇒ 0a 0b 3 5 8 4
cat:cs.cv ⇒ 0 3 5 8 4 ⇒ 0a 0b 3 5 8 4
cat:cs ⇒ 9 1 0 3 2 5 6 8 4 7 ⇒ 1 0a 0b 3 2 5 6 8 4
cat:stat.ML ⇒ 6 ⇒ 6
cat:eess.AS cat:cs.SD ⇒ 2 ⇒ 2
cat:cs.CV cat:cs.LG ⇒ 0 5 ⇒ 0a 0b 5
cat:cs.CV OR cat:cs.CL ⇒ 1 0 3 5 8 4 ⇒ 1 0a 0b 3 5 8 4
cat:q-bio.QM ⇒ 4 ⇒ 4
cat:math ⇒  ⇒
-cat:cs ⇒  ⇒
category:cs.NE ⇒ 7 ⇒
id:2001.00001 ⇒ 0 ⇒ 0a 0b
id:2001.00001v1 ⇒ 0 ⇒ 0a 0b
id:cs/0112017 ⇒ 7 ⇒
id:9999.99999 ⇒  ⇒
2001.00001 ⇒ 0 ⇒ 0a 0b
arXiv:2003.00003v1 ⇒ 2 ⇒ 2
cs/0112017 ⇒ 7 ⇒
year:2020 ⇒ 1 0 ⇒ 1 0a 0b
year:2016 ⇒ 6 8 ⇒ 6 8
year:2015..2017 ⇒ 5 6 8 4 ⇒ 5 6 8 4
year:..2015 ⇒ 4 ⇒ 4
year:2021.. ⇒ 9 ⇒
year:>2019 ⇒ 9 1 0 ⇒ 1 0a 0b
year:>=2020 ⇒ 9 1 0 ⇒ 1 0a 0b
year:<2016 ⇒ 4 ⇒ 4
year:<=2016 ⇒ 6 8 4 ⇒ 6 8 4
year:2030 ⇒  ⇒
-year:2020 ⇒ 9 3 2 5 6 8 4 7 ⇒ 3 2 5 6 8 4
year:2020 residual ⇒ 0 1 ⇒ 0a 0b
year:2016 OR year:2020 ⇒ 1 0 6 8 ⇒ 1 0a 0b 6 8
licence:cc-by ⇒ 9 0 5 6 8 ⇒ 0a 0b 5 6 8
licence:cc-by-4.0 ⇒ 9 0 5 6 8 ⇒ 0a 0b 5 6 8
licence:cc-by-sa ⇒ 2 ⇒ 2
licence:cc0 ⇒ 3 ⇒ 3
licence:none ⇒ 4 7 ⇒ 4
licence:arxiv-nonexclusive ⇒ 1 ⇒ 1
license:cc-by ⇒ 9 0 5 6 8 ⇒ 0a 0b 5 6 8
-licence:cc-by ⇒ 1 3 2 4 7 ⇒ 1 3 2 4
licence:"CC BY 4.0" ⇒ 9 0 5 6 8 ⇒ 0a 0b 5 6 8
layer:conv2d ⇒ 0 5 8 4 ⇒ 0a 0b 5 8 4
layer:conv ⇒ 0 5 8 4 ⇒ 0a 0b 5 8 4
layer:Conv2D ⇒ 0 5 8 4 ⇒ 0a 0b 5 8 4
layer:lstm ⇒ 2 ⇒ 2
layer:bn ⇒ 0 5 8 ⇒ 0a 0b 5 8
layer:"batch norm" ⇒ 0 5 8 ⇒ 0a 0b 5 8
layer:batch-norm ⇒ 0 5 8 ⇒ 0a 0b 5 8
layer:fc ⇒ 1 0 3 2 5 ⇒ 1 0b 3 2 5
layer:mha ⇒ 1 ⇒ 1
layer:depthwise_conv2d ⇒ 5 ⇒ 5
layer:conv2d>=2 ⇒ 0 5 8 4 ⇒ 0a 0b 5 8 4
layer:conv2d>=3 ⇒ 0 5 8 4 ⇒ 0b 5 8 4
layer:conv2d>=4 ⇒ 0 5 ⇒ 0b 5
layer:conv2d>30 ⇒ 0 ⇒ 0b
layer:conv2d=3 ⇒ 8 4 ⇒ 8 4
layer:conv2d=2 ⇒ 0 ⇒ 0a
layer:conv2d<3 ⇒ 0 ⇒ 0a
layer:conv2d<=3 ⇒ 0 8 4 ⇒ 0a 8 4
layer:conv2d<1 ⇒ 9 1 3 2 6 7 ⇒ 1 3 2 6
layer:conv2d=0 ⇒ 9 1 3 2 6 7 ⇒ 1 3 2 6
layer:conv2d>=0 ⇒ 9 1 0 3 2 5 6 8 4 7 ⇒ 1 0a 0b 3 2 5 6 8 4
layer:conv2d=2..3 ⇒ 0 8 4 ⇒ 0a 8 4
layer:lstm>=3 ⇒ 2 ⇒ 2
layer:lstm=3 ⇒ 2 ⇒ 2
layer:lstm>3 ⇒  ⇒
layer:depthwise_conv2d=13 ⇒ 5 ⇒ 5
-layer:conv2d ⇒ 9 1 3 2 6 7 ⇒ 1 3 2 6
layer:conv2d -layer:batch_norm ⇒ 4 ⇒ 4
layer:conv2d>=3 -layer:lstm ⇒ 0 5 8 4 ⇒ 0b 5 8 4
layer:conv2d layer:concat ⇒ 8 4 ⇒ 8 4
layer:lstm OR layer:gru ⇒ 2 ⇒ 2
layer:lstm layer:gru ⇒ 2 ⇒ 2
(layer:conv2d OR layer:dense) -layer:softmax ⇒ 3 5 8 4 ⇒ 0a 3 5 8 4
conv2d.kernel:7 ⇒ 0 8 ⇒ 0b 8
conv2d.kernel:3 ⇒ 0 5 4 ⇒ 0a 0b 5 4
conv2d.kernel:3x1 ⇒ 8 ⇒ 8
conv2d.kernel:3×1 ⇒ 8 ⇒ 8
conv2d.kernel:1 ⇒ 5 8 4 ⇒ 5 8 4
conv2d.kernel:5 ⇒  ⇒
conv2d.kernel:>5 ⇒ 0 8 ⇒ 0b 8
conv2d.kernel:>7 ⇒  ⇒
conv2d.kernel:>=7 ⇒ 0 8 ⇒ 0b 8
conv2d.kernel:<3 ⇒ 5 8 4 ⇒ 5 8 4
conv2d.kernel:2..3 ⇒ 0 5 4 ⇒ 0a 0b 5 4
conv2d.filters:128 ⇒ 4 ⇒ 4
conv2d.filters:>64 ⇒ 4 ⇒ 4
conv2d.stride:2 ⇒ 0 5 ⇒ 0b 5
dropout.rate:0.5 ⇒ 2 ⇒ 2
dropout.rate:0.50 ⇒ 2 ⇒ 2
dropout.rate:>0.5 ⇒  ⇒
dropout.rate:0.4..0.6 ⇒ 2 ⇒ 2
dropout.rate:<=0.5 ⇒ 2 ⇒ 2
lstm.bidirectional:true ⇒ 2 ⇒ 2
lstm.units:512 ⇒ 2 ⇒ 2
lstm.units:>256 ⇒ 2 ⇒ 2
multi_head_attention.heads:8 ⇒ 1 ⇒ 1
mha.heads:8 ⇒ 1 ⇒ 1
dense.units:1000 ⇒ 0 5 ⇒ 0b 5
dense.units:10..100 ⇒ 3 2 ⇒ 3 2
conv.kernel:7 ⇒ 0 8 ⇒ 0b 8
-conv2d.kernel:7 layer:conv2d ⇒ 5 4 ⇒ 0a 5 4
seq:"conv2d batch_norm relu" ⇒ 0 8 ⇒ 0a 0b 8
seq:"conv2d batch_norm" ⇒ 0 5 8 ⇒ 0a 0b 5 8
seq:"conv bn relu" ⇒ 0 8 ⇒ 0a 0b 8
seq:"conv2d relu" ⇒ 4 ⇒ 4
seq:conv2d ⇒ 0 5 8 4 ⇒ 0a 0b 5 8 4
seq:"relu conv2d" ⇒ 0 8 ⇒ 0a 8
seq:"batch_norm add relu" ⇒ 0 ⇒ 0a
seq:"input add" ⇒ 0 ⇒ 0a
seq:"conv2d batch_norm relu conv2d batch_norm add relu" ⇒ 0 ⇒ 0a
seq:"conv2d batch_norm relu conv2d batch_norm relu conv2d" ⇒  ⇒
seq:"conv2d,relu" ⇒ 4 ⇒ 4
seq:"conv2d > relu > max_pool" ⇒ 4 ⇒ 4
seq:"lstm dropout gru" ⇒ 2 ⇒ 2
-seq:"conv2d batch_norm" ⇒ 9 1 3 2 6 4 7 ⇒ 1 3 2 6 4
params:1M..5M ⇒ 5 4 ⇒ 5 4
params:>20M ⇒ 1 0 2 ⇒ 1 0b 2
params:>=65M ⇒ 1 ⇒ 1
params:65M ⇒ 1 ⇒ 1
params:<10k ⇒ 3 ⇒ 3
params:..100k ⇒ 0 3 6 ⇒ 0a 3 6
params:8464 ⇒ 3 ⇒ 3
params:74.112k ⇒ 0 ⇒ 0a
params:1B.. ⇒  ⇒
depth:>30 ⇒ 0 ⇒ 0b
depth:34 ⇒ 0 ⇒ 0b
depth:2..4 ⇒ 0 3 6 8 4 ⇒ 0a 3 6 8 4
depth:<3 ⇒ 0 3 6 ⇒ 0a 3 6
depth:0 ⇒  ⇒
input:224 ⇒ 0 5 ⇒ 0b 5
input:512 ⇒ 1 ⇒ 1
input:572 ⇒ 4 ⇒ 4
input:>500 ⇒ 1 4 ⇒ 1 4
input:200..300 ⇒ 0 5 ⇒ 0b 5
confidence:>0.8 ⇒ 1 0 3 2 ⇒ 1 0a 3 2
confidence:>0.9 ⇒ 0 3 ⇒ 0a 3
confidence:>=0.95 ⇒ 0 3 ⇒ 0a 3
confidence:0.7..0.8 ⇒ 0 5 6 ⇒ 0b 5 6
confidence:<0.5 ⇒ 4 ⇒ 4
confidence:80%.. ⇒ 1 0 3 2 5 ⇒ 1 0a 3 2 5
confidence:<=0.4 ⇒ 4 ⇒ 4
verified:pytorch ⇒ 1 0 ⇒ 1 0a 0b
verified:onnx ⇒ 0 5 ⇒ 0a 5
verified:caffe ⇒ 5 ⇒ 5
verified:tensorflow ⇒  ⇒
verified:pytorch verified:onnx ⇒ 0 ⇒ 0a
verified:PyTorch ⇒ 1 0 ⇒ 1 0a 0b
framework:caffe ⇒ 0 5 ⇒ 0a 5
framework:pytorch ⇒ 1 0 ⇒ 1 0a 0b
-framework:pytorch layer:conv2d ⇒ 5 8 4 ⇒ 5 8 4
source:table ⇒ 0 2 5 ⇒ 0b 2 5
source:figure ⇒ 1 0 3 6 8 4 ⇒ 1 0a 3 6 8 4
source:vector ⇒ 1 0 6 8 ⇒ 1 0a 6 8
source:raster ⇒ 4 ⇒ 4
source:text ⇒ 0 2 5 ⇒ 0b 2 5
source:outlined OR source:raster ⇒ 3 4 ⇒ 3 4
residual layer:conv2d params:>1M ⇒ 0 ⇒ 0b
attention -cat:cs.CV ⇒ 1 ⇒ 1
(layer:conv2d>=2 OR layer:lstm) year:2015..2018 -licence:none ⇒ 2 5 8 ⇒ 2 5 8
title:networks layer:relu6 verified:onnx confidence:>=0.8 ⇒ 5 ⇒ 5
atention ⇒ ~ 1 3 ⇒ 1 3
atention translation ⇒ ~ 1 ⇒ 1
resdual netz ⇒ ~ 0 ⇒ 0a 0b
recognitoin ⇒ ~ 0 5 ⇒ 0a 0b 5
translatoin ⇒ ~ 1 ⇒ 1
squeze ⇒ ~ 3 ⇒ 3
xyzzy ⇒  ⇒
xyzzy plugh ⇒  ⇒
deep residual xyzzy nets ⇒ ~ 0 ⇒ 0a 0b
naive overview memory quux ⇒  ⇒
conv* ⇒  ⇒
? ⇒ 9 1 0 3 2 5 6 8 4 7 ⇒ 1 0a 0b 3 2 5 6 8 4
*** ⇒ 9 1 0 3 2 5 6 8 4 7 ⇒ 1 0a 0b 3 2 5 6 8 4
$%& ⇒ 9 1 0 3 2 5 6 8 4 7 ⇒ 1 0a 0b 3 2 5 6 8 4
residual -*** ⇒ 0 2 1 ⇒ 0a 0b 2
residual OR ??? ⇒ 0 2 1 ⇒ 0a 0b 2
-*** ⇒ 9 1 0 3 2 5 6 8 4 7 ⇒ 1 0a 0b 3 2 5 6 8 4
(*) "!" ⇒ 9 1 0 3 2 5 6 8 4 7 ⇒ 1 0a 0b 3 2 5 6 8 4
title:* residual ⇒ 0 2 1 ⇒ 0a 0b 2
日本 ⇒  ⇒
<script> ⇒ 9 ⇒
&lt; ⇒  ⇒
alert ⇒ 9 ⇒
"""
