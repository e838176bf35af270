"""Codes of files, the network, the command line and what lies between stages; the stages have tables of their own."""

from __future__ import annotations

from typing import Final

from callsheet.layers.code import Code

OUTSIDE: Final[dict[str, Code]] = {
    "CD101": Code(
        title="no such file",
        text="The path names nothing, or something that is no regular file: a folder, a pipe, a device.",
        example="callsheet read pages/none.md",
    ),
    "CD102": Code(
        title="file too large",
        text="A page or a spec is small; a file of more than 32 MiB is neither, and is not read.",
        example="callsheet read disk.img",
    ),
    "CD103": Code(
        title="file cannot be read",
        text="The operating system refused to open or read the file; the message has its reason.",
        example="callsheet read /etc/shadow",
    ),
    "CD104": Code(
        title="no folder of specs",
        text="The folder that --specs names does not exist.",
        example="callsheet build --specs spec",
    ),
    "CD105": Code(
        title="two files for one path",
        text="Two models or emitters would write the same file. Nothing was written; the specs' names must differ.",
        example="models luma/ray and luma-ray of one provider",
    ),
    "CD106": Code(
        title="path outside the output folder",
        text="A name taken from a spec would lead out of the output folder. Nothing was written.",
        example="model: ../../etc/passwd",
    ),
    "CD107": Code(
        title="output folder is a link",
        text="The output folder is exchanged as a whole, so it must be a folder itself. Name what the link points to.",
        example="ln -s elsewhere generated; callsheet build",
    ),
    "CD108": Code(
        title="file that no build wrote",
        text=(
            "The output folder holds a file that is not in its listing. A build would lose it, so it stops. Move the "
            "file away; what is generated is never edited, and nothing else belongs there."
        ),
        example="generated/notes.txt",
    ),
    "CD109": Code(
        title="not UTF-8",
        text="Specs are UTF-8. The message names the first byte that is not; save the file in UTF-8.",
        example="a spec saved as Latin-1",
    ),
    "CD111": Code(
        title="file changed meanwhile",
        text="Somebody wrote to a spec after it was read. Nothing was written, so that no edit is lost; run it again.",
        example="an editor that saves while pull --write is at work",
    ),
    "CD112": Code(
        title="embedded file was edited",
        text=(
            "A file that an earlier embed wrote is no longer as it was written, and writing it again would lose the "
            "edit. Nothing was written. Move the edit to a file of your own, and take this one back to what it was, or "
            "delete it."
        ),
        example="myapp/gateways/oxen/client.py after a change by hand",
    ),
    "CD110": Code(
        title="cannot be written",
        text="The operating system refused to write there; the message has its reason. The old files are whole.",
        example="callsheet build --out /proc/generated",
    ),
    "CF101": Code(
        title="address that is not plain https",
        text="Pages are fetched over https, from its own port, with no user name in the address.",
        example="http://docs.example.com/model",
    ),
    "CF102": Code(
        title="host that is not allowed",
        text="Only the hosts of the addresses under pages: in provider.yaml are fetched from, also after a redirect.",
        example="a page that redirects to another site",
    ),
    "CF103": Code(
        title="address that is not public",
        text="The host's name leads to a private, local or reserved address. No page of a provider stands there.",
        example="a name that resolves to 169.254.169.254",
    ),
    "CF104": Code(
        title="too many redirects",
        text="More than five redirects, or a loop.",
        example="a page that redirects to itself",
    ),
    "CF105": Code(
        title="host that cannot be resolved",
        text="The name is unknown, or the network is down.",
        example="https://docs.example.invalid/",
    ),
    "CF106": Code(
        title="no answer",
        text="The connection failed or broke off before the page was whole. Nothing was kept; try again.",
        example="a server that closes the connection",
    ),
    "CF107": Code(
        title="server says no",
        text="The server answered with a status other than 200. A page that is gone stays in the spec until you decide.",
        example="404 for a page that moved",
    ),
    "CF108": Code(
        title="unexpected content coding",
        text="The answer is compressed in a way that was not asked for, or more than once.",
        example="Content-Encoding: br",
    ),
    "CF109": Code(
        title="answer too large",
        text="More than 5 MiB on the wire, 20 MiB decoded, or a hundredfold when decoded: no page is.",
        example="a decompression bomb",
    ),
    "CF110": Code(
        title="answer too slow",
        text="The whole answer took longer than 30 seconds.",
        example="a server that sends a byte a second",
    ),
    "CF111": Code(
        title="broken compression",
        text="The gzip coding is damaged or cut short, so the page is not whole. Try again.",
        example="a proxy that cuts answers",
    ),
    "CL301": Code(
        title="several models of that name",
        text="Several gateways sell a model of this name. Say which: provider/model.",
        example="callsheet show luma-ray-2",
    ),
    "CL302": Code(
        title="no model of that name",
        text="No spec has this id or file name. callsheet show lists them all.",
        example="callsheet show ray-9",
    ),
    "CL303": Code(
        title="nothing to draft",
        text="The page states no request parameters, or none of the model that --model names, so there is no spec in it.",
        example="callsheet draft overview.md --provider gmicloud",
    ),
    "CL304": Code(
        title="model without an id",
        text="The page names no id for its parameters. Say which model it is about: --model ID.",
        example="callsheet draft parameters.md --provider gmicloud",
    ),
    "CL305": Code(
        title="nothing to compare",
        text=(
            "diff takes folders of specs or of a generated package, spec files, pages, manifests, and git revisions "
            "(REV, or REV:path). This is none of them, or holds none of them."
        ),
        example="callsheet diff HEAD~9999 specs",
    ),
    "CL306": Code(
        title="a page beside specs",
        text="A page is compared with a page, specs with specs. What a page states that the specs do not is told by pull.",
        example="callsheet diff page.md specs",
    ),
    "CL307": Code(
        title="no such provider or page",
        text="pull works on the providers below the specs, and on the pages that their provider.yaml names.",
        example="callsheet pull gmi",
    ),
    "CK101": Code(
        title="constraint that cannot be lowered",
        text="A rule or condition names a parameter that is not there, or asks of it what its type does not have.",
        example="forbid: {hdrr: true}",
    ),
    "CS501": Code(
        title="expression that names an unknown parameter",
        text="A rule, need or price of a model speaks of a path that none of its parameters has.",
        example="when: {camera.zoom: true} where there is no camera",
    ),
    "CS308": Code(
        title="no provider.yaml",
        text="A folder of specs says how its gateway is talked to in provider.yaml; without it the models have no gateway.",
        example="specs/newgateway/model.yaml alone",
    ),
    "CL310": Code(
        title="no emulated gateways",
        text="The emulated gateways come with the extra: pip install 'callsheet[conformance]'.",
        example="callsheet run gmicloud/luma-ray-3-2-generate prompt=x --emulated",
    ),
    "CL311": Code(
        title="job that did not end well",
        text="The gateway, the network or the request stood in the way; the message says what is known of the job.",
        example="callsheet run gmicloud/luma-ray-3-2-generate prompt=x without a key",
    ),
    "CL312": Code(
        title="request for another model",
        text="The request carries the id of a model other than the one that is to be bought. Nothing was sent.",
        example="callsheet run apiframe/luma-ray-flash-2 model=luma-ray-2 prompt=x",
    ),
}
